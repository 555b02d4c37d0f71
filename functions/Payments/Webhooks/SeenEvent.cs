using System.Security.Cryptography;
using System.Text;

namespace QNom.Payments.Webhooks;

/// <summary>That an event was worked on; written in the batch of that work, never before it. Partition: the payment's.</summary>
public sealed record SeenEvent
{
    /// <summary>This shape.</summary>
    public const string CurrentSchema = "seen-event/1";

    /// <summary><c>event:</c> and a hash of provider and event id: ids of others may hold what no document's id may.</summary>
    public required string Id { get; init; }

    /// <summary>The partition.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The shape's version.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Seconds until it is deleted: 60 days, twice the longest time for which a sender tries (Adyen, 30 days).</summary>
    public int Ttl { get; init; } = 60 * 24 * 60 * 60;

    /// <summary>That an event of a payment was seen.</summary>
    public static SeenEvent Of(string provider, string eventId, string paymentId) =>
        new() { Id = $"event:{Name(provider, eventId)}", PaymentId = paymentId };

    /// <summary>A name for an event, 64 hexadecimal digits.</summary>
    public static string Name(string provider, string eventId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\n{eventId}")));
}
