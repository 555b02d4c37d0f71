#!/bin/sh
# Publishes the page in web/ as the static website of a storage account, and tells it where the API is.
# Usage: infra/publish-page.sh ACCOUNT API_ORIGIN. Who runs it needs the role Storage Blob Data Contributor.
set -eu
account=$1
api=$2
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R web/. "$work"
photos=https://$account.blob.core.windows.net
# The page may connect to the API's origin and show photos of the account's, and nowhere else.
sed -e "s|img-src 'self' http://127.0.0.1:\*|img-src 'self' $photos|" \
  -e "s|connect-src 'self'|connect-src $api|" -e "s|name=\"qnom-api\" content=\"\"|name=\"qnom-api\" content=\"$api\"|" \
  web/index.html > "$work/index.html"
grep -q "connect-src $api" "$work/index.html"
grep -q "img-src 'self' $photos" "$work/index.html"
grep -q "content=\"$api\"" "$work/index.html"

az storage blob service-properties update --account-name "$account" --auth-mode login \
  --static-website --index-document index.html --output none
# Asked for again each time, and answered 304 if nothing changed: a page is never half old and half new for long.
az storage blob upload-batch --account-name "$account" --auth-mode login --source "$work" --destination '$web' \
  --overwrite --content-cache-control no-cache --output none
