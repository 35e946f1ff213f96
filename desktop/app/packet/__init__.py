"""The packet (材料包): what goes out of a case, page by page, and the folder it goes into."""
