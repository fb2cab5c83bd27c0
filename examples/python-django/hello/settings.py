import os

SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-development")
DEBUG = False
ALLOWED_HOSTS = ["*"]  # the router passes on the app's own domains only
ROOT_URLCONF = "hello.urls"
WSGI_APPLICATION = "hello.wsgi.application"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("DATABASE", "db.sqlite3")}}
INSTALLED_APPS = ["hello"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
