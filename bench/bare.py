"""A bare page of 40 KB on the same server: what the machine can do in the same minute."""

from flask import Flask

PAGE = "<p>" + "0123456789" * 4096 + "</p>"

app = Flask(__name__)


@app.get("/")
def bare() -> str:
    return PAGE
