"""What is the same in every case of one unit: typed once, filled in where it belongs."""
