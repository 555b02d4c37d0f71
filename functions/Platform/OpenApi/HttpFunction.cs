using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace QNom.Platform.OpenApi;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Verb">The HTTP method in lower case.</param>
/// <param name="Path">The route below the host's prefix, with a leading slash.</param>
/// <param name="Code">The method that runs.</param>
public sealed partial record HttpFunction(string Name, string Verb, string Path, MethodInfo Code)
{
    /// <summary>The names in braces in the route.</summary>
    public IEnumerable<string> RouteNames => Braces().Matches(Path).Select(match => match.Groups[1].Value);

    /// <summary>Every HTTP function of an assembly, by name.</summary>
    public static IReadOnlyDictionary<string, HttpFunction> In(Assembly assembly) => (
        from type in assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select Of(function.Name, trigger, method)).ToDictionary(function => function.Name);

    private static HttpFunction Of(string name, HttpTriggerAttribute trigger, MethodInfo method) => new(
        name,
        trigger.Methods is [{ } verb]
            ? verb.ToLowerInvariant()
            : throw new InvalidOperationException($"{name} must have exactly one HTTP method: its name is the operation's id."),
        "/" + (trigger.Route ?? name),
        method);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
