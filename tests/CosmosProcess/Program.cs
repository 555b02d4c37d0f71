using System.Globalization;
using QNom.Local.Cosmos;

// Arguments: the file that keeps the data, and the port (0 for any). Prints the connection string when it is ready and
// ends when its standard input does, so that it never outlives the test.
await using var emulator = await CosmosEmulator.StartAsync(
    new CosmosEmulatorOptions { DatabasePath = args[0], Port = int.Parse(args[1], CultureInfo.InvariantCulture) });
Console.WriteLine(emulator.ConnectionString);
await Console.In.ReadToEndAsync();
