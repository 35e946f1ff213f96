"""Documents (文书): from a case and its notice to paper."""
