using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace QNom.Platform.OpenApi;

/// <summary>
/// JSON Schemas (2020-12) of the types that travel, made from the serializer's own contracts. Each record and enumeration of
/// ours is declared once, under its name, and referred to everywhere else.
/// </summary>
/// <param name="given">Schemas of types that are written by a converter.</param>
/// <param name="comments">Where descriptions come from.</param>
public sealed class SchemaCatalogue(IReadOnlyDictionary<Type, JsonObject> given, DocComments comments)
{
    private readonly SortedDictionary<string, JsonObject> components = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type Type, JsonSerializerOptions Dialect), string> names = [];

    /// <summary>Refers to a type in answers.</summary>
    public JsonObject Written(Type type) => Refer(type, Json.Responses);

    /// <summary>Refers to a type in requests.</summary>
    public JsonObject Read(Type type) => Refer(type, Json.StrictShapes);

    /// <summary>Refers to a type in which nulls are left out.</summary>
    public JsonObject WrittenWithoutNulls(Type type) => Refer(type, Json.Documents);

    /// <summary>All that was referred to, by name.</summary>
    public JsonObject Components() => new(components.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value.DeepClone())));

    private JsonObject Refer(Type type, JsonSerializerOptions dialect)
    {
        if (!names.TryGetValue((type, dialect), out var name))
        {
            names[(type, dialect)] = name = NameOf(type, dialect);
            Declare(name, SchemaOf(type, dialect));
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    // What is both sent and answered has two shapes: a request may leave out what an answer always has, and has nothing more.
    private string NameOf(Type type, JsonSerializerOptions dialect)
    {
        var isRead = dialect == Json.StrictShapes;
        var hasBoth = names.Keys.Any(known => known.Type == type && (known.Dialect == Json.StrictShapes) != isRead);
        return hasBoth && !type.IsEnum && !given.ContainsKey(type) ? type.Name + (isRead ? "Body" : "View") : type.Name;
    }

    private void Declare(string name, JsonObject schema)
    {
        if (components.TryGetValue(name, out var other) && !JsonNode.DeepEquals(schema, other))
            throw new InvalidOperationException($"Two shapes are both called {name}.");
        components[name] = schema;
    }

    private JsonObject SchemaOf(Type type, JsonSerializerOptions dialect)
    {
        var schema = given.TryGetValue(type, out var known)
            ? (JsonObject)known.DeepClone()
            : (JsonObject)dialect.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
            {
                TreatNullObliviousAsNonNullable = true,
                TransformSchemaNode = (context, node) => Refine(context, node),
            });
        if (type.IsEnum)
            schema["type"] = "string";
        if (comments.Of(type) is { } text)
            schema["description"] = type.IsEnum ? $"{text}\n\n{Values(schema, type)}" : text;
        return schema;
    }

    private JsonNode Refine(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var dialect = context.TypeInfo.Options;
        if (context.Path.IsEmpty)
        {
            if (!type.IsEnum && dialect != Json.StrictShapes)
                RequireMembers((JsonObject)node, context.TypeInfo);
            return node;
        }

        var nullable = AllowsNull(node) && dialect.DefaultIgnoreCondition != JsonIgnoreCondition.WhenWritingNull;
        var schema = IsOurs(type) ? Referring(type, nullable, dialect) : (JsonObject)node;
        if (!nullable && schema["type"] is JsonArray types)
            schema["type"] = types.First(t => t!.GetValue<string>() != "null")!.DeepClone();
        if (context.PropertyInfo is { } property)
            Describe(schema, property);
        return schema;
    }

    private JsonObject Referring(Type type, bool nullable, JsonSerializerOptions dialect) => nullable
        ? new JsonObject { ["anyOf"] = new JsonArray(Refer(type, dialect), new JsonObject { ["type"] = "null" }) }
        : Refer(type, dialect);

    private void Describe(JsonObject schema, JsonPropertyInfo property)
    {
        var parameter = property.AssociatedParameter?.AttributeProvider;
        if (parameter?.GetCustomAttributes(typeof(RangeAttribute), inherit: false) is [RangeAttribute range])
        {
            schema["minimum"] = JsonSerializer.SerializeToNode(range.Minimum);
            schema["maximum"] = JsonSerializer.SerializeToNode(range.Maximum);
        }

        if (property.AttributeProvider is MemberInfo member && comments.Of(member) is { } text)
            schema["description"] = text;
    }

    private string Values(JsonObject schema, Type type) => string.Join('\n', Enum.GetNames(type).Zip(
        schema["enum"]!.AsArray(),
        (name, value) => $"- `{value}`: {comments.Of((MemberInfo)type.GetField(name)!)}"));

    // Every member that is written is always there, unless nulls are left out.
    private static void RequireMembers(JsonObject schema, JsonTypeInfo type)
    {
        var always = type.Properties.Where(property => property.Get is not null
            && (type.Options.DefaultIgnoreCondition == JsonIgnoreCondition.Never || !property.IsGetNullable));
        schema["required"] = new JsonArray([.. always.Select(property => (JsonNode)property.Name)]);
    }

    private static bool AllowsNull(JsonNode node) => node is JsonObject schema
        && (schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null")
            || schema["enum"] is JsonArray values && values.Contains(null));

    private static bool IsOurs(Type type) => type.Assembly == typeof(SchemaCatalogue).Assembly;
}
