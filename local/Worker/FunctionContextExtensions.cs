using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of a run, as the official ASP.NET Core integration offers it.</summary>
public static class FunctionContextHttpExtensions
{
    // The official package's own key; hosts and middleware meet here.
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The request that triggered this run, or null if the trigger is not HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}

/// <summary>Access to a run's result.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    internal const string InvocationResultKey = "QNomInvocationResult";

    /// <summary>The run's result, which middleware may read after the function or set in its place.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        (InvocationResult)context.Items[InvocationResultKey];
}
