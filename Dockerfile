FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes -r requirements.lock \
    && /venv/bin/pip install --no-cache-dir "setuptools==80.9.0"
COPY bot bot
COPY handlers handlers
COPY scoring scoring
COPY storage storage
RUN /venv/bin/pip install --no-cache-dir --no-compile --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 triangle && mkdir /data && chown triangle /data
COPY --from=build /venv /venv
USER triangle
ENV PATH=/venv/bin:$PATH DATABASE_URL=sqlite:////data/triangle.db HOST=0.0.0.0 PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["triangle", "serve"]
