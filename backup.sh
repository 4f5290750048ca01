# A backup of PostgreSQL each day, for `backup` in compose.yaml; what is 30 days old goes first. Once: sh backup.sh once
# The database's address comes from the environment, as libpq reads it.
umask 077
folder=${BACKUPS:-/backups}

back_up() {
    find "$folder" -maxdepth 1 -type f -name 'vraagbot-*.dump' -mtime +29 -delete
    find "$folder" -maxdepth 1 -type f -name 'vraagbot-*.dump.part' -mtime +0 -delete
    file=$folder/vraagbot-$(date -u +%Y%m%dT%H%M%SZ).dump
    if pg_dump --format=custom --no-owner --no-privileges --file="$file.part" \
        && pg_restore --list "$file.part" >/dev/null && mv "$file.part" "$file"; then
        echo "$file: $(du -h "$file" | cut -f1), whole and readable."
    else
        rm -f "$file.part"
        echo "No backup was made." >&2
        return 1
    fi
}

if [ "$1" = once ]; then
    back_up
    exit
fi
while :; do
    if back_up; then sleep 86400; else sleep 3600; fi
done
