namespace Jifen.Silo.Tests;
