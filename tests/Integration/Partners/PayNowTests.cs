using System.Net;
using System.Text;

namespace QNom.Tests.Integration.Partners;

public sealed class PayNowTests(AppFixture app)
{
    private static readonly object Payee = new { type = "uen", value = "201403121W", name = "ACME Pte Ltd." };

    [Fact]
    public async Task A_partners_people_and_servers_get_the_code_for_its_counter_and_no_one_elses_do()
    {
        var desk = await PartnerDesk.OpenAsync(app);
        var venue = app.TakeVenue();
        var partner = await desk.PartnerAsync(venue);
        var subject = $"member-{Guid.NewGuid():N}";
        await desk.DoAsync(HttpMethod.Post, $"{partner}/members", new { subject });
        var (key, _) = await desk.KeyAsync(partner, new { use = "server", venues = new[] { venue } });
        var set = await desk.DoAsync(HttpMethod.Put, $"{partner}/paynow", Payee);
        Assert.Equal("201403121W", set.GetProperty("payNow").GetProperty("value").GetString());

        foreach (var (credential, status) in new[]
        {
            (await app.TokenAsync("partner", subject), HttpStatusCode.OK),
            (key, HttpStatusCode.OK),
            (await app.TokenAsync("operator"), HttpStatusCode.OK),
            (await app.TokenAsync("partner"), HttpStatusCode.Forbidden),
        })
        {
            using var png = await desk.CallAsync(HttpMethod.Get, $"{partner}/paynow-qr.png", credential: credential);
            using var svg = await desk.CallAsync(HttpMethod.Get, $"{partner}/paynow-qr.svg", credential: credential);
            Assert.Equal((status, status), (png.StatusCode, svg.StatusCode));
            if (status != HttpStatusCode.OK)
                continue;
            Assert.Equal("PNG", Encoding.ASCII.GetString((await png.Content.ReadAsByteArrayAsync())[1..4]));
            Assert.Contains("<svg", await svg.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
