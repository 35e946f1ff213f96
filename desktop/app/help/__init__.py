"""The user's manual: topics in plain words, found by page and by what they say."""
