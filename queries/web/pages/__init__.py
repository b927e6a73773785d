"""The pages, a module a page: each turns a request into what its template shows."""
