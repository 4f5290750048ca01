# The bot as an image: small, as a user who may do nothing else, and with nothing to write but /data and /tmp.
# Build: docker build -t vraagbot .     Run: see docs/running.md
FROM python:3.13-slim AS made
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-sentry.lock .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements-sentry.lock \
    && /venv/bin/pip uninstall --yes --quiet pip \
    && find /venv -type d -name tests -prune -exec rm -rf {} +

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data vraagbot
COPY --from=made /venv /venv
WORKDIR /app
COPY bot bot
COPY campaign campaign
COPY dialogs dialogs
COPY locales locales
COPY storage storage
COPY samples samples
COPY LICENCES.md NOTICE ./
RUN /venv/bin/python -m compileall -q bot campaign dialogs storage
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 DATABASE_URL=sqlite:////data/vraagbot.sqlite MPLCONFIGDIR=/tmp/matplotlib
USER vraagbot
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
