using System.Text.Json;
using System.Text.RegularExpressions;
using QNom.Local;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Platform;
using QNom.Queues;
using QNom.Queues.Estimation;
using QNom.Venues;

namespace QNom.Tests.Unit.Page;

/// <summary>What the API says in a word, the page says in the reader's language.</summary>
public sealed partial class ApiWordTests
{
    public static TheoryData<string> Languages => ["en", "ms", "ta", "zh-Hans"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_word_of_the_api_has_a_text(string language)
    {
        var texts = File.ReadAllText(Path.Combine(Checkout.Root, "web", "app", "text", $"{language}.js"));
        var known = Key().Matches(texts).Select(match => match.Groups[1].Value).ToHashSet();

        string[] said =
        [
            .. Words<ShutReason>("reason."), .. Words<WaitLevel>("level."), .. Words<WaitTrend>("trend."),
            .. Words<SourceKind>("source."), .. Words<Cuisine>("cuisine."),
            .. Words<OrderState>("order.state."), .. Words<RejectReason>("order.reason."), .. Words<PaymentMethod>("order.method."),
            .. Words<PauseLength>("stall.pause."),
            // An open stall has minutes; this is what it says without them.
            .. Words<VenueState>("").Select(word => word == "open" ? "openUnknown" : word),
        ];
        Assert.Empty(said.Except(known));
    }

    private static IEnumerable<string> Words<T>(string group)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => group + JsonSerializer.SerializeToElement(value, Json.Responses).GetString());

    [GeneratedRegex("^  '([^']+)': '.+',$", RegexOptions.Multiline)]
    private static partial Regex Key();
}
