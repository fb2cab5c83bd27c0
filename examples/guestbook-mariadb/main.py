import html
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pymysql
import redis


def ask(sql, *values):
    database = pymysql.connect(
        host=os.environ["MYSQL_HOST"],
        user=os.environ["MYSQL_USER"],
        password=os.environ["MYSQL_PASSWORD"],
        database=os.environ["MYSQL_DATABASE"],
        charset="utf8mb4",
        autocommit=True,
    )
    with database, database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


visits = redis.Redis.from_url(os.environ["REDIS_URL"])


class Guestbook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/visits":
            self.answer(f"{int(visits.get('visits') or 0)}\n")
            return
        visits.incr("visits")
        entries = ask("SELECT text FROM entry ORDER BY id")
        self.answer("Guestbook\n" + "".join(html.escape(text) + "\n" for (text,) in entries))

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        ask("INSERT INTO entry (text) VALUES (%s)", form["text"][0])
        self.answer("Thank you\n")

    def answer(self, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ask("CREATE TABLE IF NOT EXISTS entry (id int AUTO_INCREMENT PRIMARY KEY, text text NOT NULL)")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
ThreadingHTTPServer(("", int(os.environ["PORT"])), Guestbook).serve_forever()
