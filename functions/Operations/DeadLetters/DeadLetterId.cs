using System.Text.RegularExpressions;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using QNom.Platform;
using QNom.Platform.Http;

namespace QNom.Operations.DeadLetters;

/// <summary>
/// A dead letter's id, the name of its blob: made of what stays the same however often its poison message is delivered,
/// so that it is stored once.
/// </summary>
internal static partial class DeadLetterId
{
    /// <summary>What an id looks like, as a regular expression.</summary>
    public const string Pattern = "^" + Form + "$";

    private const string Form = "[0-9]{19}-[0-9a-f-]{36}";

    /// <summary>The id for a message on a poison queue.</summary>
    public static string Of(QueueMessage message) =>
        $"{NewestFirst.Prefix(message.InsertedOn!.Value)}-{message.MessageId.ToLowerInvariant()}";

    /// <summary>The id in the route.</summary>
    /// <exception cref="ProblemException">404: no id looks like this, so nothing else is asked for it.</exception>
    public static string Read(HttpRequest request) =>
        request.RouteValues["deadLetterId"] is string id && Shape().IsMatch(id) ? id : throw NotFound();

    /// <summary>404.</summary>
    public static ProblemException NotFound() => Problems.NotFound("dead-letter");

    [GeneratedRegex(@"\A" + Form + @"\z")]
    private static partial Regex Shape();
}
