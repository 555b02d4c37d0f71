namespace QNom.Platform.Http;

/// <summary>What is wrong with one item of several, where the others are not to suffer from it.</summary>
/// <param name="Type">What kind of problem it is; stable, and made to be compared.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The status that the item alone would be answered with.</param>
/// <param name="Detail">What would be right.</param>
/// <param name="Errors">What is wrong with the item, by JSON pointer (RFC 6901) into the whole body.</param>
public sealed record ItemProblem(
    string Type, string Title, int Status, string? Detail, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>Tells of a problem.</summary>
    public static ItemProblem Of(ProblemException problem) => new(
        ProblemBody.TypeOf(problem), problem.Title, problem.Status, problem.Detail, problem.Errors);
}
