using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;

namespace QNom.Local.Host.Invocation;

/// <summary>Calls a function's method: a new instance from the run's scope, the parameters, the awaited result.</summary>
internal sealed class FunctionInvoker(MethodInfo method, ParameterReader[] parameters, ResultReader result)
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(method);
    private readonly ObjectFactory? create =
        method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);

    public async ValueTask<object?> InvokeAsync(FunctionInvocation invocation)
    {
        var instance = create?.Invoke(invocation.InstanceServices, null);
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await parameters[i](invocation);

        return await result(Call(instance, arguments));
    }

    private object? Call(object? instance, object?[] arguments)
    {
        try
        {
            return invoker.Invoke(instance, arguments.AsSpan());
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            // Middleware sees what the function threw, as it does under the official worker.
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }
}
