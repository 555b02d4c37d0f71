using Microsoft.Extensions.Primitives;
using QNom.Local.Identity;

namespace QNom.Tests.Unit.Launcher;

public sealed class TokenRequestTests
{
    [Fact]
    public void Subject_and_roles_make_a_token_for_an_hour()
    {
        var request = Parse(("subject", "alice"), ("roles", "diner"));

        Assert.Equal("alice", request.Subject);
        Assert.Equal(["diner"], request.Roles);
        Assert.Empty(request.Venues);
        Assert.Equal(TimeSpan.FromHours(1), request.Lifetime);
    }

    [Fact]
    public void The_client_credentials_grant_names_the_subject_as_client_and_the_roles_as_scope()
    {
        var request = Parse(
            ("grant_type", "client_credentials"), ("client_id", "pos-1"), ("client_secret", "x"), ("scope", "partner operator"));

        Assert.Equal("pos-1", request.Subject);
        Assert.Equal(["partner", "operator"], request.Roles);
    }

    [Fact]
    public void Repeated_values_count_once()
    {
        var request = Parse(("sub", "a"), ("role", new StringValues(["diner", "diner"])), ("venues", "v1,v2"), ("lifetime", "60"));

        Assert.Equal(["diner"], request.Roles);
        Assert.Equal(["v1", "v2"], request.Venues);
        Assert.Equal(TimeSpan.FromMinutes(1), request.Lifetime);
    }

    [Theory]
    [InlineData("", "diner", "60", "invalid_request", "subject is missing")]
    [InlineData("a b", "diner", "60", "invalid_request", "subject must be")]
    [InlineData("alice\n", "diner", "60", "invalid_request", "subject must be")]
    [InlineData("alice", "", "60", "invalid_request", "roles is missing")]
    [InlineData("alice", "diner admin", "60", "invalid_scope", "'admin' is not a role")]
    [InlineData("alice", "diner", "0", "invalid_request", "lifetime must be")]
    [InlineData("alice", "diner", "86401", "invalid_request", "lifetime must be")]
    [InlineData("alice", "diner", "an hour", "invalid_request", "lifetime must be")]
    public void A_wrong_field_is_named(string subject, string roles, string lifetime, string code, string says)
    {
        var error = Assert.Throws<TokenRequestException>(
            () => Parse(("subject", subject), ("roles", roles), ("lifetime", lifetime)));

        Assert.Equal(code, error.Error);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_grant_is_refused()
    {
        var error = Assert.Throws<TokenRequestException>(
            () => Parse(("grant_type", "password"), ("subject", "alice"), ("roles", "diner")));

        Assert.Equal("unsupported_grant_type", error.Error);
    }

    private static TokenRequest Parse(params (string Name, StringValues Value)[] fields) =>
        TokenRequest.Parse(fields.ToDictionary(field => field.Name, field => field.Value));
}
