"""时间和台账: the dates of the notices in use, and the ledger of every case."""
