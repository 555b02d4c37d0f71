using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local.Cosmos;
using QNom.Operations.Recovery;
using QNom.Platform;
using QNom.Platform.Cosmos;

namespace QNom.Local.Recovery;

/// <summary>
/// <c>backup</c> and <c>restore</c>, for operators: against the cloud on this machine, which must be running, and against
/// accounts in Azure alike.
/// </summary>
internal static class RecoveryCommands
{
    private const string CosmosHelp = "The account: its endpoint, with this machine's Azure identity, or a connection string [default: the emulator on port 8081]";
    private const string StorageHelp = "The storage account with the backups: its name, with this machine's Azure identity, or a connection string [default: Azurite on port 10000]";

    /// <summary>Both commands.</summary>
    public static IEnumerable<Command> Create() => [Backup(), Restore()];

    private static Command Backup()
    {
        var (cosmos, database, storage) = Accounts();
        var command = new Command("backup", "Backs up every container now, as the app does every night.") { cosmos, database, storage };
        command.SetAction((arguments, cancellationToken) => RunAsync(async () =>
        {
            await using var app = ComposedApp.Create(arguments.GetValue(cosmos)!, arguments.GetValue(database)!, arguments.GetValue(storage)!);
            var (run, started) = (app.GetRequiredService<BackupRun>(), Stopwatch.GetTimestamp());
            await app.GetRequiredService<Blobs>().Container(BackupStore.Declaration).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            var steps = await run.BeginAsync(cancellationToken);
            await Parallel.ForEachAsync(steps, cancellationToken, async (first, cancelled) =>
            {
                for (ExportStep? step = first; step is not null; step = await run.StepAsync(step, cancelled))
                {
                }
            });
            var manifest = (await app.GetRequiredService<BackupStore>().FindAsync(steps[0].BackupId, cancellationToken))!;
            Console.WriteLine($"{manifest.BackupId}: {manifest.Documents} documents in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }));
        return command;
    }

    private static Command Restore()
    {
        var (cosmos, database, storage) = Accounts();
        var backup = new Option<string?>("--backup") { Description = "The backup [default: the latest]", HelpName = "id" };
        var list = new Option<bool>("--list") { Description = "Only list the backups that there are." };
        var command = new Command("restore", "Restores a backup into an empty database, after checking its hashes.")
        {
            backup, list, cosmos, database, storage,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(async () =>
        {
            var (account, name) = (arguments.GetValue(cosmos)!, arguments.GetValue(database)!);
            await using var app = ComposedApp.Create(account, name, arguments.GetValue(storage)!);
            var backups = await app.GetRequiredService<BackupStore>().ListAsync(cancellationToken);
            if (arguments.GetValue(list))
            {
                Console.WriteLine(string.Join('\n', backups));
                return;
            }

            var id = arguments.GetValue(backup) ?? (backups is [var latest, ..] ? latest : throw new RestoreRefusedException("There is no whole backup."));
            // Where a key may do so; an identity may not, and there the infrastructure makes them.
            if (ComposedApp.IsConnection(account))
                await app.GetRequiredService<CosmosDatabase>().CreateAsync(app.GetServices<ContainerDeclaration>(), cancellationToken);
            var started = Stopwatch.GetTimestamp();
            var restored = await app.GetRequiredService<Restore>().RunAsync(id, $"{Endpoint(account)} {name}", Console.WriteLine, cancellationToken);
            Console.WriteLine($"{restored.Documents} documents in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }));
        return command;
    }

    private static (Option<string> Cosmos, Option<string> Database, Option<string> Storage) Accounts() => (
        new("--cosmos")
        {
            Description = CosmosHelp,
            DefaultValueFactory = _ => $"AccountEndpoint=http://127.0.0.1:8081/;AccountKey={CosmosEmulator.AccountKey};",
            HelpName = "account",
        },
        new("--database") { Description = "The database", DefaultValueFactory = _ => "qnom", HelpName = "name" },
        new("--storage") { Description = StorageHelp, DefaultValueFactory = _ => "UseDevelopmentStorage=true", HelpName = "account" });

    // Without its key, which is no business of a marker's.
    private static string Endpoint(string account) =>
        account.Split(';').FirstOrDefault(part => part.StartsWith("AccountEndpoint=", StringComparison.OrdinalIgnoreCase)) ?? account;

    private static async Task<int> RunAsync(Func<Task> action)
    {
        try
        {
            await action();
            return 0;
        }
        catch (RestoreRefusedException refusal)
        {
            await Console.Error.WriteLineAsync($"QNom: {refusal.Message}");
            return 1;
        }
    }
}
