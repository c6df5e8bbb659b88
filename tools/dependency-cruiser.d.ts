declare module '*/.dependency-cruiser.mjs' {
  const config: import('dependency-cruiser').IConfiguration
  export default config
}
