using System.Globalization;
using System.Text.Json;
using QNom.Local.Cosmos.Values;

namespace QNom.Local.Cosmos.Http;

/// <summary>
/// A container's throughput, as an offer's <c>content</c> states it. The emulator records it and does not enforce it:
/// 429 comes from fault injection alone.
/// </summary>
internal static class Throughput
{
    private const long Minimum = 400;

    /// <exception cref="RequestRefusedException">400: less than 400 RU/s, no multiple of 100, or malformed.</exception>
    public static Value FromHeaders(CosmosRequest request)
    {
        if (request.Header(CosmosHeaders.AutopilotSettings) is { } settings)
        {
            try
            {
                return Check(Value.From(ObjectValue.Of(("offerAutopilotSettings", ValueReader.Parse(settings)))));
            }
            catch (JsonException)
            {
                throw RequestRefusedException.BadRequest($"{CosmosHeaders.AutopilotSettings} is not JSON.");
            }
        }

        var text = request.Header(CosmosHeaders.OfferThroughput) ?? Minimum.ToString(CultureInfo.InvariantCulture);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            ? Check(Value.From(ObjectValue.Of(("offerThroughput", Value.From(units)))))
            : throw RequestRefusedException.BadRequest($"{CosmosHeaders.OfferThroughput} must be a number of RU/s.");
    }

    /// <exception cref="RequestRefusedException">400: less than 400 RU/s (autoscale 1,000) or an uneven figure.</exception>
    public static Value Check(Value content)
    {
        var maximum = content["offerAutopilotSettings"]["maxThroughput"];
        if (maximum.Kind == ValueKind.Number)
        {
            return maximum.Number >= 1000 && maximum.Number % 1000 == 0
                ? content
                : throw RequestRefusedException.BadRequest("Autoscale throughput must be at least 1000 RU/s in steps of 1000.");
        }

        var units = content["offerThroughput"];
        return units.Kind == ValueKind.Number && units.Number >= Minimum && units.Number % 100 == 0
            ? content
            : throw RequestRefusedException.BadRequest($"Throughput must be at least {Minimum} RU/s in steps of 100.");
    }
}
