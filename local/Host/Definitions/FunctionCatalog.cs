using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Definitions;

/// <summary>
/// Finds the app's functions. Whatever the official worker would refuse, or this host cannot do, is an error here and
/// not at the first event; all errors are reported at once.
/// </summary>
internal static class FunctionCatalog
{
    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="FunctionHostException">At least one function cannot run here; the message names each.</exception>
    public static IReadOnlyList<Function> Load(IEnumerable<Assembly> assemblies, IEnumerable<Type> types, Settings settings)
    {
        var methods = assemblies.SelectMany(assembly => assembly.GetTypes()).Concat(types).Distinct()
            .SelectMany(type => type.GetMethods(AllMethods))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(found => found.Name is not null)
            .ToList();

        var errors = methods.GroupBy(found => found.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"Function {same.Key}: the name is used {same.Count()} times.")
            .ToList();

        var functions = new List<Function>();
        foreach (var (method, name) in methods)
            try
            {
                functions.Add(Create(name!, method, settings));
            }
            catch (FunctionHostException e)
            {
                errors.Add($"Function {name}: {e.Message}.");
            }

        errors.AddRange(SameRoutes(functions));
        return errors.Count == 0 ? functions : throw new FunctionHostException(string.Join(Environment.NewLine, errors));
    }

    // Two functions for one request would be an error at that request only.
    private static IEnumerable<string> SameRoutes(IEnumerable<Function> functions)
    {
        var routes = functions.Where(function => function.Trigger is HttpTrigger)
            .Select(function => (function.Name, Trigger: (HttpTrigger)function.Trigger)).ToList();
        return from first in routes
               from second in routes.SkipWhile(route => route != first).Skip(1)
               where first.Trigger.Overlaps(second.Trigger)
               select $"Functions {first.Name} and {second.Name}: both take {first.Trigger.Route}.";
    }

    private static Function Create(string name, MethodInfo method, Settings settings)
    {
        if (!method.IsPublic)
            throw new FunctionHostException($"the method {method.Name} must be public");
        if (method.ContainsGenericParameters || (method.DeclaringType!.IsAbstract && !method.IsStatic))
            throw new FunctionHostException($"{method.DeclaringType!.Name}.{method.Name} must be neither generic nor abstract");

        var trigger = TriggerReader.Read(name, method, settings);
        var parameters = method.GetParameters().Select(parameter => ParameterBinding.Create(parameter, trigger)).ToArray();
        return new Function(name, method, trigger, new FunctionInvoker(method, parameters, FunctionResult.Reader(method, trigger)));
    }
}
