using System.Text.Json.Nodes;

namespace QNom.Tests.OpenApi;

/// <summary>The check itself must see what is wrong, or every test that leans on it is worth nothing.</summary>
public class SchemaCheckTests
{
    private const string Document = """
        {"shapes": {
          "Wait": {"type": "object", "required": ["likely"], "description": "A wait.", "properties": {
            "likely": {"type": "integer", "minimum": 0, "maximum": 180},
            "level": {"anyOf": [{"$ref": "#/shapes/Level"}, {"type": "null"}]},
            "at": {"type": ["string", "null"], "format": "date-time"}}},
          "Level": {"type": "string", "enum": ["low", "high"]},
          "Kind": {"allOf": [{"$ref": "#/shapes/Wait"}, {"properties": {"likely": {"const": 5}}}]},
          "Point": {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{"type": "number", "maximum": 104.1}]},
          "Words": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2}},
          "Errors": {"type": "object", "additionalProperties": {"type": "boolean"}}}}
        """;

    [Theory]
    [InlineData("Wait", """{"likely": 5}""")]
    [InlineData("Wait", """{"likely": 180.0, "level": "low", "at": "2026-11-25T04:32:10.5+00:00"}""")]
    [InlineData("Wait", """{"likely": 0, "level": null, "at": null}""")]
    [InlineData("Kind", """{"likely": 5, "level": "low"}""")]
    [InlineData("Point", "[103.8, 1.3]")]
    [InlineData("Words", """["abc", "de"]""")]
    [InlineData("Errors", """{"a": true}""")]
    public void What_fits_has_no_errors(string shape, string value) => Assert.Empty(Errors(shape, value));

    [Theory]
    [InlineData("Wait", "[]", ": is no object")]
    [InlineData("Wait", "{}", ": lacks likely")]
    [InlineData("Wait", """{"likely": 5.5}""", "/likely: is no integer")]
    [InlineData("Wait", """{"likely": -1}""", "/likely: is below 0")]
    [InlineData("Wait", """{"likely": 181}""", "/likely: is above 180")]
    [InlineData("Wait", """{"likely": null}""", "/likely: is no integer")]
    [InlineData("Wait", """{"likely": 1, "level": "mid"}""", "/level: fits none of")]
    [InlineData("Wait", """{"likely": 1, "at": "today"}""", "/at: is no date-time")]
    [InlineData("Wait", """{"likely": 1, "more": 2}""", "/more: is not described")]
    [InlineData("Kind", """{"likely": 6}""", "/likely: is not 5")]
    [InlineData("Point", "[105, 1]", "/0: is above 104.1")]
    [InlineData("Point", "[1]", ": has fewer than 2 items")]
    [InlineData("Point", "[1, 2, 3]", ": has more than 2 items")]
    [InlineData("Words", """["abc", "DE"]""", "/1: is not like ^[a-z]+$")]
    [InlineData("Words", """["a"]""", "/0: is shorter than 2")]
    [InlineData("Errors", """{"a": 1}""", "/a: is no boolean")]
    public void What_does_not_fit_is_told_with_its_place(string shape, string value, string error) =>
        Assert.StartsWith(error, Assert.Single(Errors(shape, value)), StringComparison.Ordinal);

    [Fact]
    public void A_keyword_that_is_not_known_is_refused() => Assert.Throws<NotSupportedException>(
        () => new SchemaCheck(new JsonObject()).Errors(1, JsonNode.Parse("""{"multipleOf": 2}""")!));

    private static List<string> Errors(string shape, string value)
    {
        var document = JsonNode.Parse(Document)!;
        return new SchemaCheck(document).Errors(JsonNode.Parse(value), document["shapes"]![shape]!);
    }
}
