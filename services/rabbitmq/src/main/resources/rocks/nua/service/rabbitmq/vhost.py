"""dump VHOST, restore VHOST, fingerprint VHOST: definitions and messages of a virtual host, as lines of JSON."""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile

import pika

CTL = "/usr/lib/rabbitmq/bin/rabbitmqctl"
ADMIN = "nua-admin"
PARTS = ("queues", "exchanges", "bindings", "policies", "parameters")


def exported():
    return json.loads(subprocess.run([CTL, "-q", "export_definitions", "-"], check=True, stdout=subprocess.PIPE).stdout)


def imported(definitions):
    text = json.dumps(definitions).encode()
    subprocess.run(["/bin/sh", "/usr/local/bin/nua-bind"], check=True, input=text, stdout=subprocess.DEVNULL)


def of(vhost, definitions, part):
    return [one for one in definitions.get(part, []) if one.get("vhost") == vhost]


def connection(vhost):
    with open("/data/admin", encoding="ascii") as file:
        password = file.read().strip()
    login = pika.PlainCredentials(ADMIN, password)
    return pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", virtual_host=vhost, credentials=login, heartbeat=0))


def messages(server, queue):
    """All messages of a queue; closing the channel puts them back in their order."""
    channel = server.channel()
    while True:
        method, properties, body = channel.basic_get(queue)
        if method is None:
            channel.close()
            return
        yield {
            "queue": queue,
            "properties": base64.b64encode(b"".join(properties.encode())).decode(),
            "body": base64.b64encode(body).decode(),
        }


def dump(vhost):
    definitions = exported()
    parts = {part: [{k: v for k, v in one.items() if k != "vhost"} for one in of(vhost, definitions, part)] for part in PARTS}
    yield {"definitions": parts}
    count = 0
    server = connection(vhost)
    for queue in parts["queues"]:
        if queue.get("arguments", {}).get("x-queue-type") != "stream":
            for message in messages(server, queue["name"]):
                yield message
                count += 1
    server.close()
    yield {"messages": count}


def check(lines):
    """A dump is whole when it ends with the number of its messages."""
    first = last = None
    count = 0
    for line in lines:
        last = json.loads(line)
        first = first or last
        count += 1
    if not first or "definitions" not in first or not last or last.get("messages") != count - 2:
        raise ValueError


def apply(vhost, lines):
    """Apps come in again when all is there."""
    permissions = of(vhost, exported(), "permissions")
    admin = [one for one in permissions if one["user"] == ADMIN]
    lines = iter(lines)
    parts = json.loads(next(lines))["definitions"]
    subprocess.run([CTL, "-q", "delete_vhost", vhost], check=True, stdout=subprocess.DEVNULL)
    definitions = {part: [dict(one, vhost=vhost) for one in ones] for part, ones in parts.items()}
    try:
        imported({"vhosts": [{"name": vhost}], "permissions": admin} | definitions)
        server = connection(vhost)
        channel = server.channel()
        channel.confirm_delivery()
        for message in map(json.loads, lines):
            if "queue" in message:
                properties = pika.BasicProperties()
                properties.decode(base64.b64decode(message["properties"]))
                channel.basic_publish("", message["queue"], base64.b64decode(message["body"]), properties, mandatory=True)
        server.close()
    finally:
        imported({"vhosts": [{"name": vhost}], "permissions": permissions})


def restore(vhost):
    with tempfile.TemporaryFile("w+", dir="/data") as new, tempfile.TemporaryFile("w+", dir="/data") as before:
        for line in sys.stdin:
            new.write(line)
        new.seek(0)
        try:
            check(new)
        except ValueError:
            sys.exit("the dump is not complete")
        for one in dump(vhost):
            before.write(json.dumps(one) + "\n")
        new.seek(0)
        try:
            apply(vhost, new)
        except Exception as error:
            before.seek(0)
            apply(vhost, before)
            sys.exit(f"the dump is not taken: {error!r}")


def fingerprint(vhost):
    counts = {}
    for one in dump(vhost):
        if "queue" in one:
            count, digest = counts.get(one["queue"], (0, b""))
            counts[one["queue"]] = (count + 1, hashlib.sha256(digest + one["body"].encode()).digest())
        elif "definitions" in one:
            for part in PARTS:
                print(part, len(one["definitions"][part]), sep="\t")
    for queue, (count, digest) in sorted(counts.items()):
        print("messages of " + queue, count, digest.hex(), sep="\t")


def main(verb, vhost):
    if verb == "dump":
        for one in dump(vhost):
            print(json.dumps(one))
    elif verb == "restore":
        restore(vhost)
    else:
        fingerprint(vhost)


main(*sys.argv[1:])
