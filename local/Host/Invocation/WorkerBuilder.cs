using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace QNom.Local.Host.Invocation;

/// <summary>Collects the app's services and middleware.</summary>
internal sealed class WorkerBuilder(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];

    public IServiceCollection Services => services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    /// <summary>The pipeline: the first middleware outermost, the function itself innermost.</summary>
    public FunctionExecutionDelegate Build() =>
        Enumerable.Reverse(middleware).Aggregate((FunctionExecutionDelegate)CallAsync, (next, wrap) => wrap(next));

    private static async Task CallAsync(FunctionContext context)
    {
        var invocation = (FunctionInvocation)context;
        invocation.Result.Value = await invocation.Function.Invoker.InvokeAsync(invocation);
    }
}
