using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace QNom.Platform.OpenApi;

/// <summary>The doc comments of the code, from the file that the compiler writes beside the assembly.</summary>
public sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> members;

    private DocComments(XDocument file) =>
        members = file.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Reads the comments of an assembly.</summary>
    /// <exception cref="FileNotFoundException">The file is not there: the deployment is incomplete.</exception>
    public static DocComments Of(Assembly assembly) =>
        new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>What is said of a type.</summary>
    public string? Of(Type type) => Text($"T:{type.FullName!.Replace('+', '.')}");

    /// <summary>What is said of a property or of a value of an enumeration.</summary>
    public string? Of(MemberInfo member) =>
        Text($"{(member is FieldInfo ? 'F' : 'P')}:{member.DeclaringType!.FullName!.Replace('+', '.')}.{member.Name}");

    /// <summary>What is said of a function.</summary>
    public string? Of(HttpFunction function)
    {
        var name = $"M:{function.Code.DeclaringType!.FullName}.{function.Code.Name}(";
        return members.Keys.SingleOrDefault(key => key.StartsWith(name, StringComparison.Ordinal)) is { } key ? Text(key) : null;
    }

    private string? Text(string key) =>
        members.GetValueOrDefault(key)?.Element("summary") is { } summary
            ? Spaces().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim()
            : null;

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => CamelCase(parameter.Attribute("name")!.Value),
        XElement { Name.LocalName: "see" } see => CamelCase(see.Attribute("cref")!.Value.Split('(')[0].Split('.')[^1]),
        XElement other => string.Concat(other.Nodes().Select(Plain)),
        _ => "",
    };

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
