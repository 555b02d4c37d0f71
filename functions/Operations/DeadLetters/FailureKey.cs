using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Operations.DeadLetters;

/// <summary>
/// Under what a failure is recorded. The copy on the poison queue has a new message id, and all that it shares with the
/// message that failed is its text; so the text leads to the failures, and the old id tells equal messages apart.
/// </summary>
/// <param name="Subject">A hash of what failed.</param>
/// <param name="Id">Which of those that are the same: the message's id, or the function that failed on the file.</param>
internal sealed record FailureKey(string Subject, string Id)
{
    /// <summary>The name of the record.</summary>
    public string Name => $"{Subject}/{Id}";

    /// <summary>The key for a run; null if its trigger has no poison queue.</summary>
    public static FailureKey? For(FunctionContext context)
    {
        // A message that could not be set aside stays on its poison queue: there is no further one.
        if (context.FunctionDefinition.EntryPoint.StartsWith(typeof(PoisonFunctions).FullName!, StringComparison.Ordinal))
            return null;
        var values = context.BindingContext.BindingData;
        var trigger = context.FunctionDefinition.InputBindings.Values.Select(binding => binding.Type);
        if (trigger.Contains("queueTrigger", StringComparer.OrdinalIgnoreCase))
            return new FailureKey(SubjectOf(Text(values, "QueueTrigger")), Text(values, "Id"));
        if (trigger.Contains("blobTrigger", StringComparer.OrdinalIgnoreCase))
            return new FailureKey(SubjectOf(Text(values, "BlobTrigger")), context.FunctionDefinition.Name);
        return null;
    }

    /// <summary>The subject for a text, or for a file by <c>container/name</c>.</summary>
    public static string SubjectOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A value that the trigger brings; empty if there is none.</summary>
    public static string Text(IReadOnlyDictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) ? value as string ?? "" : "";

    /// <summary>Which attempt a run is, from 1; null if the trigger does not say.</summary>
    public static int? Attempt(IReadOnlyDictionary<string, object?> values) =>
        values.TryGetValue("DequeueCount", out var count)
        && int.TryParse(Convert.ToString(count, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var attempt)
            ? attempt
            : null;

    /// <summary>When a run's message came onto its queue, UTC; null if the trigger does not say.</summary>
    public static DateTimeOffset? EnqueuedAt(IReadOnlyDictionary<string, object?> values) =>
        // Hosts hand times over as JSON text, in quotes.
        DateTimeOffset.TryParse(
            Text(values, "InsertionTime").Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;
}
