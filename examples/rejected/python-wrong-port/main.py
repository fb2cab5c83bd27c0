from http.server import HTTPServer, SimpleHTTPRequestHandler

HTTPServer(("", 4321), SimpleHTTPRequestHandler).serve_forever()
