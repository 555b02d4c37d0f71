using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Invocation;

/// <summary>Gives one parameter of a function its value for a run.</summary>
internal delegate ValueTask<object?> ParameterReader(FunctionInvocation invocation);

/// <summary>Decides at start how a parameter gets its values.</summary>
internal static class ParameterBinding
{
    /// <exception cref="FunctionHostException">No value could ever be given.</exception>
    public static ParameterReader Create(ParameterInfo parameter, Trigger trigger)
    {
        var (name, type) = (parameter.Name!, parameter.ParameterType);

        if (name == trigger.Parameter)
            return trigger.ParameterTypes.Contains(type)
                ? invocation => invocation.Input.ReadAsync(type, invocation.Cancelled)
                : throw new FunctionHostException(
                    $"the {trigger.BindingType} parameter '{name}' must be one of {string.Join(", ", trigger.ParameterTypes.Select(t => t.Name))}, not {type.Name}");

        if (type == typeof(FunctionContext))
            return invocation => new(invocation);

        if (type == typeof(CancellationToken))
            return invocation => new(invocation.Cancelled);

        if (type == typeof(string) && trigger.BindingNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            return invocation => new(invocation.Input.Text(name));

        throw new FunctionHostException(type == typeof(string)
            ? $"nothing is called '{name}': known are {string.Join(", ", trigger.BindingNames.DefaultIfEmpty("no names"))}"
            : $"a parameter of type {type.Name} ('{name}') is not supported");
    }
}
