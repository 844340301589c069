using CloudNet.EndToEnd.Processes;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>The PostgreSQL that a controller looks after for itself. Only for what a test could not wait for, such as days that pass.</summary>
public static class PrivateDatabase
{
    public static async Task SqlAsync(LabController controller, string statement) => await Command.RunAsync(
        "psql", "-h", Path.Combine(controller.StateFolder, "postgres", "run"), "-U", "cloudnet", "-d", "cloudnet", "-v", "ON_ERROR_STOP=1", "-c", statement);
}
