using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Payments.Providers.HitPay;

/// <summary>A payment request as HitPay writes it (docs.hitpayapp.com, Payment Request). Amounts are texts, in dollars.</summary>
public sealed record HitPayRequest(
    string Id, string Amount, string Currency, string Status, string? ReferenceNumber = null, string? Url = null,
    DateTimeOffset? CreatedAt = null, HitPayQrCode? QrCodeData = null, IReadOnlyList<HitPayCharge>? Payments = null);

/// <summary>The code to scan.</summary>
public sealed record HitPayQrCode(string? QrCode);

/// <summary>A payment of a payment request.</summary>
public sealed record HitPayCharge(string Id, string Status, string Amount, string? RefundedAmount = null);

/// <summary>What is asked for.</summary>
public sealed record HitPayWanted(
    string Amount, string Currency, IReadOnlyList<string> PaymentMethods, string ReferenceNumber, string Purpose, string RedirectUrl,
    bool GenerateQr);

/// <summary>A refund that is asked for; of a payment, not of its request.</summary>
public sealed record HitPayRefund(string Amount, string PaymentId);

/// <summary>A page of payment requests, the newest first.</summary>
public sealed record HitPayPage(IReadOnlyList<HitPayRequest> Data, HitPayPaging? Meta = null);

/// <summary>Where a page stands.</summary>
public sealed record HitPayPaging(int CurrentPage, int LastPage);

/// <summary>How HitPay writes JSON.</summary>
internal static class HitPayJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new HitPayTime(), new TextOrNumber() },
    };

    // Now with and now without a zone; without, it is Singapore's.
    private sealed class HitPayTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var time = DateTime.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            return time.Kind == DateTimeKind.Utc ? new DateTimeOffset(time) : new DateTimeOffset(time, TimeSpan.FromHours(8)).ToUniversalTime();
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    // Amounts are now a text and now a number.
    private sealed class TextOrNumber : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.GetDecimal().ToString(CultureInfo.InvariantCulture),
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
