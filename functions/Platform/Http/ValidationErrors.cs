namespace QNom.Platform.Http;

/// <summary>Collects everything that is wrong with a request, so that a client is told once and not one by one.</summary>
public sealed class ValidationErrors
{
    private readonly Dictionary<string, List<string>> errors = [];

    /// <summary>Records an error.</summary>
    /// <param name="at">A JSON pointer, or the name of a parameter or header.</param>
    /// <param name="message">What the value must be, as the end of a sentence that starts with its name.</param>
    public ValidationErrors Add(string at, string message)
    {
        (errors.TryGetValue(at, out var list) ? list : errors[at] = []).Add(message);
        return this;
    }

    /// <summary>Records an error unless the condition holds.</summary>
    public ValidationErrors Require(bool condition, string at, string message) =>
        condition ? this : Add(at, message);

    /// <summary>Records everything that is wrong with a part of a request.</summary>
    /// <param name="whole">Where the errors of the whole are.</param>
    /// <param name="at">The JSON pointer to the part.</param>
    public void CopyTo(ValidationErrors whole, string at)
    {
        foreach (var (place, messages) in errors)
            messages.ForEach(message => whole.Add(at + place, message));
    }

    /// <summary>Ends the request with 400 if anything was recorded.</summary>
    /// <exception cref="ProblemException">400, with every error.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
            throw Problems.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }
}
