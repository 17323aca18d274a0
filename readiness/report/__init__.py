"""Reports: every way to show or write a plan. They lay out what the plan says, and calculate nothing."""
