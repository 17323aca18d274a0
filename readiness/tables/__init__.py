"""Tables as people save them: the cells of workbooks, and the letters of CSV files in any usual encoding."""
