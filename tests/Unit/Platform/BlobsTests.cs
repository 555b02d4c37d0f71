using System.Net;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using QNom.Platform;

namespace QNom.Tests.Unit.Platform;

public sealed class BlobsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_an_account_key_addresses_are_signed_with_one_that_the_apps_identity_is_given_and_it_is_asked_for_once()
    {
        using var storage = new Storage();
        var blobs = new Blobs(
            () => new BlobServiceClient(
                new Uri("https://account.blob.core.windows.net"),
                DelegatedTokenCredential.Create((_, _) => new AccessToken("token", Noon.AddHours(1))),
                new BlobClientOptions { Transport = new HttpClientTransport(storage) }));
        var blob = blobs.Container(new BlobContainerDeclaration("photo-uploads")).GetBlobClient("stall/photo");

        var first = await blobs.SignAsync(blob, BlobSasPermissions.Create, Noon.AddMinutes(5), default);
        await blobs.SignAsync(blob, BlobSasPermissions.Create, Noon.AddMinutes(50), default);

        var query = HttpUtility.ParseQueryString(first.Query);
        Assert.Equal(("/photo-uploads/stall/photo", "c", "b", "https"), (first.AbsolutePath, query["sp"], query["sr"], query["spr"]));
        Assert.Equal(("2026-11-25T04:05:00Z", Storage.Identity), (query["se"], query["skoid"]));
        Assert.Equal(1, storage.Asked);

        await blobs.SignAsync(blob, BlobSasPermissions.Create, Noon.AddHours(9), default);
        Assert.Equal(2, storage.Asked);
    }

    private sealed class Storage : HttpMessageHandler
    {
        public const string Identity = "11111111-2222-3333-4444-555555555555";

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Contains("comp=userdelegationkey", request.RequestUri!.Query, StringComparison.Ordinal);
            Asked++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($"""
                    <?xml version="1.0" encoding="utf-8"?><UserDelegationKey><SignedOid>{Identity}</SignedOid><SignedTid>{Identity}</SignedTid>
                    <SignedStart>2026-11-25T04:00:00Z</SignedStart><SignedExpiry>{(Asked == 1 ? "2026-11-25T05:05:00Z" : "2026-11-25T14:00:00Z")}</SignedExpiry>
                    <SignedService>b</SignedService><SignedVersion>2024-11-04</SignedVersion><Value>AAAA</Value></UserDelegationKey>
                    """, System.Text.Encoding.UTF8, "application/xml"),
            });
        }
    }
}
