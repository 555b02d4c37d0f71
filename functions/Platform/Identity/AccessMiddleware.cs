using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using QNom.Platform.Http;

namespace QNom.Platform.Identity;

/// <summary>
/// Decides who may call what, from the one table of endpoint and policy. An HTTP function that is not in the table is
/// refused to everyone.
/// </summary>
public sealed class AccessMiddleware(TokenValidator tokens) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
            await AdmitAsync(http, EndpointPolicies.For(context.FunctionDefinition.Name));
        await next(context);
    }

    private async Task AdmitAsync(HttpContext http, AccessPolicy policy)
    {
        if (policy.AllowedRoles.Count == 0)
            return;

        var caller = await IdentifyAsync(http.Request);
        if (!policy.AllowedRoles.Any(caller.Roles.Contains))
            throw Problems.MissingRole(policy.AllowedRoles);
        caller.Attach(http);
    }

    private async Task<Caller> IdentifyAsync(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header])
            throw Problems.Unauthenticated("Send exactly one Authorization header.");
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Problems.Unauthenticated("The Authorization header must be: Bearer, a space, the token.");
        return await tokens.ValidateAsync(header[Scheme.Length..].Trim(), request.HttpContext.RequestAborted)
            ?? throw Problems.Unauthenticated("The token is expired, for another service, or not by our issuer.");
    }
}
