"""Empty forms to fill in elsewhere: in a browser, on paper, in a spreadsheet."""
