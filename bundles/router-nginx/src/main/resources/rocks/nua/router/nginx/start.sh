#!/bin/sh
# Each log keeps one older file; this goes on while the platform is away. nginx takes this shell's place, so that signals reach it.
{
    while sleep 10; do
        for log in /var/log/nginx/access.log /var/log/nginx/error.log; do
            if [ "$(stat -c %s "$log" 2>&-)" -gt 67108864 ]; then
                mv "$log" "$log.1"
                read -r main < /tmp/nginx.pid && kill -USR1 "$main"
            fi
        done
    done
} &
exec nginx -c /router/nginx.conf
