using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QNom.Local.Recovery;

/// <summary>The app's services against some account, without a host: nothing is triggered, and no request is answered.</summary>
internal sealed class ComposedApp : IFunctionsWorkerApplicationBuilder
{
    private ComposedApp()
    {
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>Composes the app.</summary>
    /// <param name="cosmos">A connection string, or the endpoint of an account that lets this machine's identity in.</param>
    /// <param name="database">The database.</param>
    /// <param name="storage">A connection string, or the name of an account that lets this machine's identity in.</param>
    public static ServiceProvider Create(string cosmos, string database, string storage)
    {
        var app = new ComposedApp();
        app.Services.AddLogging(logging => logging.AddFilter("Azure", LogLevel.Warning));
        app.AddQNom(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [IsConnection(cosmos) ? "COSMOS_CONNECTION" : "COSMOS_ENDPOINT"] = cosmos,
                ["COSMOS_DATABASE"] = database,
                [IsConnection(storage) ? "AzureWebJobsStorage" : "AzureWebJobsStorage:accountName"] = storage,
                // Nobody calls, and nothing is read that these would open: documents are moved as they are.
                ["OIDC_ISSUER"] = "https://nobody.invalid",
                ["PSEUDONYM_KEY"] = new string('-', 16),
                ["CREDENTIAL_KEY"] = new string('-', 32),
                ["QNOM_PERSONAL_KEY"] = IsConnection(cosmos) ? null : "https://nobody.invalid/keys/none",
            })
            .Build());
        return app.Services.BuildServiceProvider();
    }

    /// <summary>Whether it has a key, which may make what is missing.</summary>
    public static bool IsConnection(string account) => account.Contains('=', StringComparison.Ordinal);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;
}
