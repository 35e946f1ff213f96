"""本单位: typed once, and filled into many cases."""
