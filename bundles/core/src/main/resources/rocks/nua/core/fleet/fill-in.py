"""Lays the files of nua/templates into the container, fills in those that end in .j2, and runs the command that it is given."""
import os
import shutil
import sys

from jinja2 import Environment, FileSystemLoader, TemplateError

ROOT = "/nua/templates"


def lay(source, target, templates):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if source.endswith(".j2"):
        text = templates.get_template(os.path.relpath(source, ROOT)).render(os.environ)
        with open(target[:-3], "w", encoding="utf-8") as out:
            out.write(text)
    else:
        shutil.copyfile(source, target)


templates = Environment(loader=FileSystemLoader(ROOT), keep_trailing_newline=True)
for folder, folders, files in os.walk(ROOT):
    folders[:] = [name for name in folders if not name.startswith(".")]
    for name in files:
        source = os.path.join(folder, name)
        if not name.startswith("."):
            try:
                lay(source, "/" + os.path.relpath(source, ROOT), templates)
            except (OSError, UnicodeDecodeError, TemplateError) as error:
                sys.exit("nua/templates/%s cannot be laid into the container: %s" % (os.path.relpath(source, ROOT), error))
os.execvp(sys.argv[1], sys.argv[1:])
