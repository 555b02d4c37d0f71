using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Http;

/// <summary>
/// Maps HTTP functions to endpoints. A method that no function of a route takes is 404 and not 405, HEAD on a GET
/// function too, because that is how Azure Functions answers (azure-functions-host issues 10098 and 11625).
/// </summary>
internal static class FunctionRoutes
{
    /// <exception cref="FunctionHostException">A route uses a constraint that does not exist.</exception>
    public static void Map(
        IEndpointRouteBuilder endpoints, string prefix, Function function, HttpTrigger trigger, RequestDelegate handler)
    {
        var pattern = Pattern(prefix, trigger);
        CheckConstraints(endpoints, function, pattern);
        endpoints.Map(pattern, handler).WithDisplayName(function.Name);
    }

    /// <summary>The route below the prefix, with the methods as one more constraint.</summary>
    public static RoutePattern Pattern(string prefix, HttpTrigger trigger)
    {
        var route = trigger.Route.TrimStart('/');
        var path = prefix.Length == 0 ? route : $"{prefix}/{route}";
        var policies = trigger.Methods.Count == 0
            ? null
            : new RouteValueDictionary { ["httpMethod"] = new HttpMethodRouteConstraint([.. trigger.Methods]) };
        return RoutePatternFactory.Parse(path, defaults: null, parameterPolicies: policies);
    }

    private static void CheckConstraints(IEndpointRouteBuilder endpoints, Function function, RoutePattern pattern)
    {
        var policies = (ParameterPolicyFactory)endpoints.ServiceProvider.GetService(typeof(ParameterPolicyFactory))!;
        try
        {
            foreach (var parameter in pattern.Parameters)
                foreach (var policy in parameter.ParameterPolicies)
                    policies.Create(parameter, policy);
        }
        catch (InvalidOperationException e)
        {
            throw new FunctionHostException($"Function {function.Name}: the route '{pattern.RawText}' is not valid: {e.Message}");
        }
    }
}
