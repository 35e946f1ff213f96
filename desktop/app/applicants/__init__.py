"""The table of all applicants, without Qt: rows, what judging them came to, finding them."""
