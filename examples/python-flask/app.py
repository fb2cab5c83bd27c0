from flask import Flask, render_template

app = Flask(__name__)


@app.get("/")
def hello():
    return render_template("hello.html", name="Flask")


@app.get("/health")
def health():
    return {"status": "ok"}
