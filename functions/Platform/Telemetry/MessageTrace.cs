using System.Text.Json.Serialization.Metadata;
using QNom.Platform.Messaging;

namespace QNom.Platform.Telemetry;

/// <summary>
/// Carries a trace over a queue: every message has, beside its own members, <c>traceparent</c> (W3C Trace Context) of whoever
/// wrote it. An event is written when it is committed, so one that only a sweep delivers goes on with the trace that caused it.
/// </summary>
internal static class MessageTrace
{
    private const string Member = "traceparent";
    private const string Opening = $"\"{Member}\":\"";
    private const int Length = 55;

    /// <summary>Adds the member to the contract of each kind of message; who reads one ignores it, since it is no content.</summary>
    public static void AddTo(JsonTypeInfo contract)
    {
        if (!contract.Type.IsAssignableTo(typeof(IQueueMessage)))
            return;
        var member = contract.CreateJsonPropertyInfo(typeof(string), Member);
        member.Get = _ => Spans.ToCarry;
        member.Set = (_, _) => { };
        member.ShouldSerialize = (_, value) => value is not null;
        contract.Properties.Add(member);
    }

    /// <summary>The <c>traceparent</c> of a message's text; null if there is none.</summary>
    /// <remarks>Within a value of JSON its quotation marks would be escaped, so nothing that somebody sent is taken for it.</remarks>
    public static string? Find(string text) =>
        text.IndexOf(Opening, StringComparison.Ordinal) is >= 0 and var at && text.Length - at - Opening.Length > Length
            ? text.Substring(at + Opening.Length, Length)
            : null;
}
