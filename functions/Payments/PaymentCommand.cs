using QNom.Platform.Messaging;

namespace QNom.Payments;

/// <summary>What an order wants done with its payment.</summary>
public enum PaymentCommandKind
{
    /// <summary>Charge it no more, if it is not charged yet. Money that comes all the same is an event like any other.</summary>
    Cancel,

    /// <summary>Give money back.</summary>
    Refund,
}

/// <summary>A command, done once however often it comes.</summary>
/// <param name="Schema">The shape's version.</param>
/// <param name="CommandId">Names it; a refund is asked for under this key.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">Its order.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Cents">How much to give back; 0 is all that is left. Of no meaning for a cancel.</param>
/// <param name="Reason">Why, in a word of ours, for example <c>rejected</c>; no personal data.</param>
/// <param name="At">When it was decided, UTC.</param>
public sealed record PaymentCommand(
    string Schema, string CommandId, string PaymentId, string OrderId, PaymentCommandKind Kind, long Cents, string Reason,
    DateTimeOffset At) : IQueueMessage
{
    /// <inheritdoc/>
    public static string CurrentSchema => "payment-command/1";
}
