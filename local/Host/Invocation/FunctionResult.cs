using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using QNom.Local.Host.Definitions;

namespace QNom.Local.Host.Invocation;

/// <summary>Awaits what a function's method returned and takes the value out of it.</summary>
internal delegate ValueTask<object?> ResultReader(object? returned);

/// <summary>Decides at start how a method's result is read.</summary>
internal static class FunctionResult
{
    private static readonly MethodInfo TaskReader = Method(nameof(FromTaskAsync));
    private static readonly MethodInfo ValueTaskReader = Method(nameof(FromValueTaskAsync));

    /// <exception cref="FunctionHostException">The return type is of no use to the trigger.</exception>
    public static ResultReader Reader(MethodInfo method, Trigger trigger)
    {
        var type = method.ReturnType;
        if (type == typeof(void))
            return method.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is null
                ? _ => default
                : throw new FunctionHostException("async void cannot be awaited; return a Task");
        if (type == typeof(Task))
            return async returned => { await (Task)returned!; return null; };
        if (type == typeof(ValueTask))
            return async returned => { await (ValueTask)returned!; return null; };

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var awaited = generic == typeof(Task<>) || generic == typeof(ValueTask<>);
        var value = awaited ? type.GetGenericArguments()[0] : type;
        if (trigger is not HttpTrigger)
            throw new FunctionHostException($"a {trigger.BindingType} function must return Task or void, not {value.Name}");
        if (!value.IsAssignableTo(typeof(IResult)) && !value.IsAssignableTo(typeof(IActionResult)))
            throw new FunctionHostException($"an HTTP function must return IResult, IActionResult or nothing, not {value.Name}");

        return !awaited ? returned => new(returned)
            : (generic == typeof(Task<>) ? TaskReader : ValueTaskReader).MakeGenericMethod(value).CreateDelegate<ResultReader>();
    }

    private static async ValueTask<object?> FromTaskAsync<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> FromValueTaskAsync<T>(object? returned) => await (ValueTask<T>)returned!;

    private static MethodInfo Method(string name) =>
        typeof(FunctionResult).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
