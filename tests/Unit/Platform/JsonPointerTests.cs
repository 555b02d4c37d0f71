using QNom.Platform.Http;

namespace QNom.Tests.Unit.Platform;

public class JsonPointerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.waitMinutes", "/waitMinutes")]
    [InlineData("$.items[2].name", "/items/2/name")]
    [InlineData("$['a.b'].c", "/a.b/c")]
    [InlineData("$['a/b~c']", "/a~1b~0c")]
    [InlineData("$[0][1]", "/0/1")]
    [InlineData("$.a[", "/a/")]
    public void The_serializers_path_becomes_a_pointer(string? path, string expected) =>
        Assert.Equal(expected, JsonPointer.FromPath(path));
}
